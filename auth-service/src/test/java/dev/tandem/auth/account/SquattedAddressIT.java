package dev.tandem.auth.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SquattedAddressIT extends SquattedAddressTest {}
