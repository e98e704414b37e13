package dev.tandem.todo.todo;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TodoExportIT extends TodoExportTest {}
