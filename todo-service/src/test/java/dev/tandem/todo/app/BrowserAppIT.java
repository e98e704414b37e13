package dev.tandem.todo.app;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BrowserAppIT extends BrowserAppTest {}
