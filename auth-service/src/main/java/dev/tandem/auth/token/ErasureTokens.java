package dev.tandem.auth.token;

import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Issues the tokens with which todo-service is asked to erase an account: good for that, for a minute, and no more. */
@Singleton
public class ErasureTokens {

    private static final String TYPE = "account-erasure+jwt";
    private static final String SCOPE = "account:erase";
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final TokenSigner signer;

    ErasureTokens(TokenSigner signer) {
        this.signer = signer;
    }

    public String issue(UUID account) {
        return signer.sign(TYPE, account, LIFETIME, Jwt.claim("scope", SCOPE));
    }
}
