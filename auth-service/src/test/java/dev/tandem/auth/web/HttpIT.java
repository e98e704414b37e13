package dev.tandem.auth.web;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HttpIT extends HttpTest {}
