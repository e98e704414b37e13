package dev.tandem.auth.mail;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MailOffIT extends MailOffTest {}
