package dev.tandem.auth.account;

import dev.tandem.auth.audit.SecurityEvent;
import dev.tandem.auth.audit.SecurityEventType;
import dev.tandem.auth.audit.SecurityEvents;
import dev.tandem.auth.client.Client;
import dev.tandem.auth.session.Sessions;
import dev.tandem.auth.session.TokenDelivery;
import dev.tandem.auth.throttle.RequestRates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Opens a session for somebody who may have one. */
@ApplicationScoped
class Entrance {

    private final Sessions sessions;
    private final SecurityEvents events;
    private final RequestRates rates;

    Entrance(Sessions sessions, SecurityEvents events, RequestRates rates) {
        this.sessions = sessions;
        this.rates = rates;
        this.events = events;
    }

    /**
     * @param presented the browser as it is known already
     * @param how the event that it makes
     * @throws dev.tandem.kit.problem.Problem 429 too_many_requests
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Entered open(
            Account account, Client client, TokenDelivery delivery, Optional<Device> presented, SecurityEventType how) {
        rates.requireSession(account.id);
        var session = sessions.open(account.id, client);
        var device = toRemember(delivery, presented);
        device.ifPresent(known -> KnownDevice.remember(known, account.id));
        events.record(SecurityEvent.of(how).about(account.id).in(session.id()).by(client));
        return new Entered(AccountView.of(account), session, device);
    }

    /** Empty for clients that are no browsers, which are sent no cookies. */
    private static Optional<Device> toRemember(TokenDelivery delivery, Optional<Device> presented) {
        return delivery == TokenDelivery.BODY ? Optional.empty() : Optional.of(presented.orElseGet(Device::unheardOf));
    }
}
