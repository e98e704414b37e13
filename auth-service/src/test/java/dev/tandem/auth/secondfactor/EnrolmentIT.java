package dev.tandem.auth.secondfactor;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EnrolmentIT extends EnrolmentTest {}
