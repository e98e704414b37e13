package dev.tandem.auth.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class DeviceIT extends DeviceTest {}
