package dev.tandem.todo.web;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ProblemIT extends ProblemTest {}
