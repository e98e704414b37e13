package dev.tandem.endtoend.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests in Chromium, against a pair over HTTPS that all of them share; each gets a {@link Site} and its own devices. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserTests.class)
@interface BrowserTest {

    /** How long access tokens are good; tests that ask for the same share a pair. */
    String accessTokenLifetime() default "5m";
}
