package dev.tandem.auth.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(CostlyHashes.class)
class OldHashIT extends OldHashTest {}
