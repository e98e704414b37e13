package dev.tandem.todo.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RepeatedTokenIT extends RepeatedTokenTest {}
