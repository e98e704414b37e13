package dev.tandem.kit.http;

/** Where our handlers stand among the server's. */
public final class RouteOrder {

    /** Before everything that may refuse. */
    static final int FIRST = Integer.MIN_VALUE;

    /** After the server's CORS and authentication, which would replace what is found out about the token. */
    public static final int TOKEN = -150;

    /** When it is known whose token it is. */
    public static final int RATE = -145;

    /** After the server's CORS, before the extension's own. */
    public static final int DESCRIPTION = -100;

    /** After the server's CORS, before the REST layer, which answers by itself. */
    static final int OPTIONS = -140;

    /** After the REST layer's own failure handler, before the server's last one, which answers in HTML. */
    static final int FAILURES = Integer.MAX_VALUE - 1;

    private RouteOrder() {}
}
