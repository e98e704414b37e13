package dev.tandem.auth.mail;

/** Where in the app mails lead. Tokens come after the {@code #}, which browsers send to no server and no log. */
record Links(String app) {

    String verifyEmail(String token) {
        return app + "/verify-email#token=" + token;
    }

    String resetPassword(String token) {
        return app + "/reset-password#token=" + token;
    }

    String forgotPassword() {
        return app + "/forgot-password";
    }
}
