package dev.tandem.auth.password;

import dev.tandem.auth.web.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** More passwords are waiting to be hashed than the machine can soon get to. */
public final class HashingOverloadedException extends HttpProblem {

    private static final long serialVersionUID = 1;
    private static final int RETRY_AFTER_SECONDS = 2;

    HashingOverloadedException() {
        super(Problems.problem(Status.SERVICE_UNAVAILABLE, "overloaded", "Too many log-ins at once. Try again shortly.")
                .withHeader("Retry-After", RETRY_AFTER_SECONDS));
    }
}
