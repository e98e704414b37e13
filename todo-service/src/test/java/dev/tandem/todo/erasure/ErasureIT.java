package dev.tandem.todo.erasure;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ErasureIT extends ErasureTest {}
