package dev.tandem.endtoend;

import java.net.URI;
import java.util.UUID;

/** Someone with an account, signed in by a client that is not a browser. */
public final class Person {

    private static final String IN_BODY = ", \"tokenDelivery\": \"body\"";

    private final URI auth;
    private final URI todo;
    private final String email;
    private String password;
    private final String id;
    private String accessToken;
    private String refreshToken;

    private Person(URI auth, URI todo, String email, String password, Answer signedUp) {
        this.auth = auth;
        this.todo = todo;
        this.email = email;
        this.password = password;
        this.id = signedUp.json().getString("user.id");
        keep(signedUp);
    }

    static Person signUp(TestPair pair) {
        return signUp(pair.auth().address(), pair.todo().address());
    }

    public static Person signUp(URI auth, URI todo) {
        var email = "person-" + UUID.randomUUID() + "@example.com";
        var password = "a passphrase " + UUID.randomUUID();
        var signedUp = Call.post(auth, "/auth/signup", """
                        {"email": "%s", "password": "%s", "displayName": "Somebody", "tokenDelivery": "body"}\
                        """.formatted(email, password))
                .send()
                .expecting(201);
        return new Person(auth, todo, email, password, signedUp);
    }

    public String id() {
        return id;
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    public String accessToken() {
        return accessToken;
    }

    String refreshToken() {
        return refreshToken;
    }

    /** Logs in anew, without touching the session this person already has. */
    Answer logIn(String delivery) {
        return logInCall(delivery).send();
    }

    public Answer logIn() {
        return logIn(IN_BODY);
    }

    /** Logs in anew on a device that the account knows by its cookie. */
    public Answer logInOnKnownDevice(String deviceCookie) {
        return logInCall(IN_BODY).with("Cookie", deviceCookie).send();
    }

    /** Logs in as a browser does. @return the cookie by which the account knows that browser from now on */
    public String deviceCookie() {
        return logIn("").expecting(200).headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .filter(cookie -> cookie.startsWith("__Host-device="))
                .findFirst()
                .orElseThrow();
    }

    private Call logInCall(String delivery) {
        return Call.post(auth, "/auth/login", """
                        {"email": "%s", "password": "%s"%s}""".formatted(email, password, delivery));
    }

    /** Rotates the refresh token, and keeps the new one if the answer arrives. */
    public Answer refresh() {
        return refresh(auth);
    }

    Answer refresh(URI auth) {
        var answer = refresh(auth, refreshToken);
        if (answer.status() == 200) {
            keep(answer);
        }
        return answer;
    }

    Answer refresh(String token) {
        return refresh(auth, token);
    }

    /** Any token, at any instance of auth-service. */
    static Answer refresh(URI auth, String token) {
        return Call.post(auth, "/auth/refresh", "{\"refresh_token\": \"" + token + "\"}")
                .send();
    }

    Answer logOut() {
        return logOut(auth, refreshToken);
    }

    public static Answer logOut(URI auth, String token) {
        return Call.post(auth, "/auth/logout", "{\"refresh_token\": \"" + token + "\"}")
                .send();
    }

    /** Asks for a mail with a link to a new password. */
    public Answer forgetPassword() {
        return Call.post(auth, "/auth/password/forgot", "{\"email\": \"" + email + "\"}")
                .send();
    }

    Answer changePassword() {
        var newPassword = "a passphrase " + UUID.randomUUID();
        var answer = Call.post(auth, "/auth/password", """
                        {"currentPassword": "%s", "newPassword": "%s"}""".formatted(password, newPassword))
                .bearer(accessToken)
                .send();
        password = newPassword;
        return answer;
    }

    Answer deleteAccount() {
        return Call.of("DELETE", auth, "/auth/me", "{\"password\": \"" + password + "\"}")
                .bearer(accessToken)
                .send();
    }

    Answer export() {
        return Call.get(auth, "/auth/export").bearer(accessToken).send();
    }

    Answer me() {
        return Call.get(auth, "/auth/me").bearer(accessToken).send();
    }

    public Answer todos(String method, String path, String body) {
        return Call.of(method, todo, "/api/todos" + path, body)
                .bearer(accessToken)
                .send();
    }

    /** Adds a to-do and returns its id. */
    public String addTodo(String title) {
        return todos("POST", "", "{\"title\": \"" + title + "\"}")
                .expecting(201)
                .json()
                .getString("id");
    }

    private void keep(Answer answer) {
        accessToken = answer.accessToken();
        refreshToken = answer.refreshToken();
    }
}
