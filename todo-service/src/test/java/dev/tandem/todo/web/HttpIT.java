package dev.tandem.todo.web;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HttpIT extends HttpTest {}
