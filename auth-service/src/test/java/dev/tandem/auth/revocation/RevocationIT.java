package dev.tandem.auth.revocation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RevocationIT extends RevocationTest {}
