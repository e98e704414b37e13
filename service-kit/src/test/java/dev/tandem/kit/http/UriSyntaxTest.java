package dev.tandem.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriSyntaxTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ true",
                "/api/todos?q=a;b&c=%C3%A4 true",
                "/api/todos?a=b?c/d:@!$'()*+, true",
                "/a%2Fb true",
                "* false",
                "http://localhost/api false",
                "localhost:80 false",
                "/api/{|} false",
                "/api?q={|} false",
                "/api?q=<x> false",
                "/api\\todos false",
                "/api#a false",
                "/api?q=^` false",
                "/api?q=\" false",
                "/ä false",
                "/% false",
                "/%2 false",
                "/%zz false",
                "/a%2 false",
                "/%+1 false",
            })
    void knowsTheOriginForm(String target, boolean valid) {
        assertEquals(valid, UriSyntax.isOriginForm(target));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ true",
                "/api/todos true",
                "/api/todos/ true",
                "/%C3%A4/%20 true",
                "/.well-known/jwks.json true",
                "/...a/..b true",
                "/api;x/todos false",
                "/api/todos;x false",
                "//api/todos false",
                "/api//todos false",
                "/api/./todos false",
                "/api/../todos false",
                "/api/todos/.. false",
                "/api/todos/. false",
                "/%61pi/todos false",
                "/api%2Ftodos false",
                "/api%2ftodos false",
                "/api%5Ctodos false",
                "/api/%2e%2E/todos false",
                "/api/todos%00 false",
                "/api/todos%0a false",
                "/api/todos%7F false",
            })
    void knowsTheNormalForm(String path, boolean normal) {
        assertEquals(normal, UriSyntax.isNormal(path));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "localhost true",
                "todo.example.com:443 true",
                "192.0.2.7:8080 true",
                "[::1]:8080 true",
                "[2001:db8::192.0.2.7] true",
                "xn--bcher-kva.example true",
                "localhost: true",
                "'' false",
                "[v1.x] false",
                "[::1 false",
                "[] false",
                "[::1]x false",
                "a@b false",
                "a/b false",
                "a:b false",
                "a:80:80 false",
                "a:123456 false",
                "bücher.example false",
            })
    void knowsAnAuthority(String authority, boolean valid) {
        assertEquals(valid, UriSyntax.isAuthority(authority));
    }

    @Test
    void takesLinearTime() {
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (var part : new String[] {"/a", "/.", "/%41", "/;", "//", "/a/../"}) {
                var path = part.repeat(200_000);
                UriSyntax.isOriginForm(path);
                UriSyntax.isNormal(path);
            }
        });
    }
}
