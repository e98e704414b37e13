package dev.tandem.endtoend.browser;

import java.util.UUID;

record Account(String name, String email, String password) {

    /** One that there never was. */
    static Account of(String name) {
        return new Account(name, "person-" + UUID.randomUUID() + "@example.com", "a passphrase " + UUID.randomUUID());
    }

    Account withEmail(String email) {
        return new Account(name, email, password);
    }

    Account withPassword(String password) {
        return new Account(name, email, password);
    }

    String credentials() {
        return """
                {"email": "%s", "password": "%s"}""".formatted(email, password);
    }

    String signup() {
        return """
                {"email": "%s", "password": "%s", "displayName": "%s"}""".formatted(email, password, name);
    }
}
