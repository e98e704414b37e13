package dev.tandem.auth.web;

import java.util.Map;

/** What is said of a status where the code has nothing more exact to say. */
record StandardProblem(String code, String title, String detail) {

    private static final Map<Integer, StandardProblem> BY_STATUS = Map.of(
            400, new StandardProblem("bad_request", "Bad Request", "The request is not valid."),
            401, new StandardProblem("unauthorized", "Unauthorized", "Log in first."),
            403, new StandardProblem("forbidden", "Forbidden", "This is not allowed."),
            404, new StandardProblem("not_found", "Not Found", "There is nothing here."),
            405, new StandardProblem("method_not_allowed", "Method Not Allowed", "See Allow for the methods known."),
            406, new StandardProblem("not_acceptable", "Not Acceptable", "Only application/json is spoken here."),
            413, new StandardProblem("payload_too_large", "Content Too Large", "The body may have at most 64 KB."),
            415, new StandardProblem("unsupported_media_type", "Unsupported Media Type", "Send application/json."),
            503, new StandardProblem("unavailable", "Service Unavailable", "Try again shortly."));

    private static final StandardProblem CLIENT_ERROR =
            new StandardProblem("bad_request", "Bad Request", "The request is not valid.");
    private static final StandardProblem SERVER_ERROR =
            new StandardProblem("internal_error", "Internal Server Error", "Something went wrong on our side.");

    static StandardProblem of(int status) {
        return BY_STATUS.getOrDefault(status, status < 500 ? CLIENT_ERROR : SERVER_ERROR);
    }
}
