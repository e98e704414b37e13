package dev.tandem.auth.web;

/** Where our handlers stand among the server's: headers first, then these, then everything that may refuse. */
final class RouteOrder {

    static final int TRACE = Integer.MIN_VALUE + 10;
    static final int LIMITS = Integer.MIN_VALUE + 20;

    /** After the server's CORS, before the extension's own. */
    static final int DESCRIPTION = -100;

    /** After the REST layer's own failure handler, before the server's last one, which answers in HTML. */
    static final int FAILURES = Integer.MAX_VALUE - 1;

    private RouteOrder() {}
}
