package dev.tandem.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "Ada.Lovelace+todo@Example.COM, ada.lovelace+todo@example.com",
        "x@straße.example, x@straße.example",
        "x@STRASSE.example, x@strasse.example",
        "x@xn--strae-oqa.example, x@straße.example",
        "x@XN--STRAE-OQA.example, x@straße.example",
        "x@βόλος.example, x@βόλος.example",
        "x@xn--nxasmm1c.example, x@βόλος.example",
        "x@ｅｘａｍｐｌｅ．ｃｏｍ, x@example.com",
        "x@example。com, x@example.com",
        "x@exam\u00ADple.com, x@example.com",
        "x@bu\u0308cher.example, x@b\u00FCcher.example",
        "zoe\u0308@example.com, zo\u00EB@example.com",
        "ZOË@example.com, zoë@example.com",
        "x@localhost, x@localhost",
    })
    void isOneFormOfWhatMeansTheSame(String typed, String canonical) {
        assertEquals(Optional.of(canonical), CanonicalAddress.of(typed));
        assertEquals(Optional.of(canonical), CanonicalAddress.of(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "straße.example, xn--strae-oqa.example",
        "βόλος.example, xn--nxasmm1c.example",
        "example.com, example.com",
    })
    void isMailedToTheDomainThatBrowsersAndMailServersMean(String domain, String ascii) {
        assertEquals(Optional.of(ascii), CanonicalAddress.asciiDomain(domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ada",
                "ada@",
                "@example.com",
                "ada@@example.com",
                "ada@b@example.com",
                "ada@b＠example.com",
                "ada＠example.com",
                " ada@example.com",
                "ada@example.com ",
                "ada@exa mple.com",
                "ada@example.com\n",
                "a\u00A0da@example.com",
                "a\u0085da@example.com",
                "a\u2028da@example.com",
                "a\u3000da@example.com",
                "a\u200Bda@example.com",
                "a\u3164da@example.com",
                "a\u2800da@example.com",
                "a\u202Eda@example.com",
                "a\u0000da@example.com",
                "\uD800@example.com",
                "<ada@example.com",
                "ada@exa\u00A0mple.com",
                "ada@exa\u0085mple.com",
                "ada@exa\u2028mple.com",
                "ada@exa\u3000mple.com",
                "ada@exa\u200Dmple.com",
                "ada@exa\uD800mple.com",
                "ada@exa_mple.com",
                "ada@-example.com",
                "ada@example-.com",
                "ada@.example.com",
                "ada@example..com",
                "ada@example.com.",
                "ada@example。",
                "ada@xn--a.example",
                "ada@xn--.example",
                "ada@xn--strasse-.example",
            })
    void isNotOfWhatIsNoAddress(String typed) {
        assertEquals(Optional.empty(), CanonicalAddress.of(typed));
    }

    @Test
    void keepsToTheLengthsOfMailAndOfDomains() {
        var label = "b".repeat(63);
        var domain = "%s.%s.%s.%s".formatted(label, label, label, "b".repeat(60));
        assertEquals(254, ("a@" + domain).length());
        assertEquals(Optional.of("a@" + domain), CanonicalAddress.of("a@" + domain));
        assertEquals(Optional.empty(), CanonicalAddress.of("aa@" + domain));
        assertEquals(Optional.empty(), CanonicalAddress.of("a@b" + label + ".example"));
        assertEquals(Optional.of("a".repeat(64) + "@b.c"), CanonicalAddress.of("a".repeat(64) + "@b.c"));
        assertEquals(Optional.empty(), CanonicalAddress.of("a".repeat(65) + "@b.c"));
        // 60 characters, of which DNS gets more than 63.
        assertEquals(Optional.empty(), CanonicalAddress.of("a@" + "\u00FC".repeat(60) + ".example"));
    }
}
