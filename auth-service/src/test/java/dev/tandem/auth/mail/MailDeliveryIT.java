package dev.tandem.auth.mail;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MailDeliveryIT extends MailDeliveryTest {}
