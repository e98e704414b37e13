package dev.tandem.auth.mail;

import java.util.UUID;

/** Takes letters away. */
interface Transport {

    /**
     * @param id the same however often a letter is sent, so that a repetition can be recognised
     * @throws MailRefused where there is no use in trying again
     * @throws Exception where there is
     */
    void send(UUID id, Letter letter) throws Exception;
}
