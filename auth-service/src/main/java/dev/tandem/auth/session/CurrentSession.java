package dev.tandem.auth.session;

import dev.tandem.auth.token.AccessTokens;
import dev.tandem.kit.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The session whose access token came with the request. Here, where sessions are kept, an ended one ends at once. */
@RequestScoped
public class CurrentSession {

    private final JsonWebToken token;
    private final LiveSessions sessions;

    CurrentSession(JsonWebToken token, LiveSessions sessions) {
        this.token = token;
        this.sessions = sessions;
    }

    /** The account that is logged in; 401 where its session has ended meanwhile. */
    public UUID account() {
        if (!sessions.contain(id())) {
            throw Problem.invalidToken();
        }
        return UUID.fromString(token.getSubject());
    }

    public UUID id() {
        return UUID.fromString(token.getClaim(AccessTokens.SESSION_CLAIM));
    }
}
