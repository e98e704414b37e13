package dev.tandem.todo.web;

/** Where our handlers stand among the server's: headers first, then trace and limits, then everything that may refuse. */
public final class RouteOrder {

    static final int TRACE = Integer.MIN_VALUE + 10;
    static final int LIMITS = Integer.MIN_VALUE + 20;

    /** After the server's CORS and authentication, which would replace what is found out about the token. */
    public static final int TOKEN = -150;

    /** After the REST layer's own failure handler, before the server's last one, which answers in HTML. */
    static final int FAILURES = Integer.MAX_VALUE - 1;

    private RouteOrder() {}
}
