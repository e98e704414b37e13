package dev.tandem.auth.key;

import java.security.PrivateKey;

/** Both halves of a signing key whose row was checked. */
record OpenedKey(PublishedKey published, PrivateKey privateKey) {

    @Override
    public String toString() {
        return published.kid();
    }
}
