package dev.tandem.todo.token;

import dev.tandem.todo.web.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** RFC 6750's two refusals. What exactly is wrong with a token is nobody's business but its issuer's. */
class AuthenticationProblems {

    private static final int BEFORE_THE_LIBRARYS = 1;

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS)
    public Response missing(UnauthorizedException e) {
        var problem = Problem.of(401, "missing_token", "An access token is required.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return Problem.answer(problem.build(), e);
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARYS)
    public Response invalid(AuthenticationFailedException e) {
        var problem = Problem.of(401, "invalid_token", "The access token is not valid.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        return Problem.answer(problem.build(), e);
    }
}
