package dev.tandem.auth.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class NewDeviceIT extends NewDeviceTest {}
