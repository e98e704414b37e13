package dev.tandem.auth.account;

import jakarta.validation.constraints.NotNull;

/** A new password, from somebody who knows the old one. */
record PasswordChange(
        @NotNull String currentPassword, @NotNull String newPassword) {

    @Override
    public String toString() {
        return "(password change)";
    }
}
