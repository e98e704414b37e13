package dev.tandem.auth.discovery;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class WellKnownIT extends WellKnownTest {}
