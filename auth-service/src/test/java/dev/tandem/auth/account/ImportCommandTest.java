package dev.tandem.auth.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.auth.Database;
import dev.tandem.auth.Person;
import dev.tandem.auth.command.Terminal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Database.class)
class ImportCommandTest {

    /** Of "correct horse battery staple", made by libxcrypt. */
    private static final String HASH = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG";

    private final ImportCommand command;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Person person = Person.unique();

    @TempDir
    Path directory;

    ImportCommandTest(ImportCommand command) {
        this.command = command;
    }

    @Test
    void letsPeopleLogInWithTheirOldPasswords() throws Exception {
        assertEquals(0, run(csv("""
                email,password_hash,display_name,email_verified,created_at
                %s,%s,"Lovelace, Ada",true,2024-05-01T12:00:00Z
                """.formatted(person.email(), HASH))));
        assertEquals("1 imported, 0 already there, 0 refused\n", err.toString());

        person.logIn("another passphrase here").then().statusCode(401);
        person.logIn()
                .then()
                .statusCode(200)
                .body("user.email", equalTo(person.email()))
                .body("user.displayName", equalTo("Lovelace, Ada"))
                .body("user.emailVerified", equalTo(true))
                .body("user.createdAt", equalTo("2024-05-01T12:00:00Z"));
        assertEquals("1", Database.query("select pepper_id from account where email = ?", person.email()));
        person.logIn().then().statusCode(200);
    }

    @Test
    void remembersThatSomebodyWasImported() throws Exception {
        run(csv("email,password_hash\n%s,%s\n".formatted(person.email(), HASH)));
        assertEquals("user_imported", Database.query("""
                select type from security_event e join account a on a.id = e.account_id where email = ?""", person.email()));
    }

    @Test
    void needsNoMoreThanAddressAndHash() throws Exception {
        assertEquals(0, run(csv("email,password_hash\n%s,%s\n".formatted(person.email(), HASH))));
        person.logIn()
                .then()
                .statusCode(200)
                .body("user.displayName", nullValue())
                .body("user.emailVerified", equalTo(false));
    }

    /** A table of FastAPI Users as psql writes it, and Better Auth's two tables joined. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "users.csv   | `id,email,hashed_password,is_active,is_superuser,is_verified,created_at\n7,EMAIL,HASH,t,f,t,2024-05-01 12:00:00.5+00\n`",
                "users.jsonl | `{\"id\": \"a\", \"name\": \"\", \"email\": \"EMAIL\", \"emailVerified\": true, \"image\": null, \"createdAt\": \"2024-05-01T12:00:00.500Z\", \"password\": \"HASH\", \"roles\": [1]}`",
            })
    void takesWhatOthersExport(String name, String content) throws Exception {
        var file = Files.writeString(
                directory.resolve(name),
                content.replace("EMAIL", person.email()).replace("HASH", HASH));
        assertEquals(0, run(file.toString()), err.toString());
        person.logIn()
                .then()
                .statusCode(200)
                .body("user.emailVerified", equalTo(true))
                .body("user.displayName", nullValue())
                .body("user.createdAt", equalTo("2024-05-01T12:00:00.500Z"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",HASH,,,                             | email is missing",
                "no address,HASH,,,                   | email must be an e-mail address",
                "a@b.c\0,HASH,,,                      | email must be an e-mail address",
                "EMAIL,,,,                            | password_hash must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters",
                "EMAIL,$argon2id$v=19$m=1$c2FsdA,,,   | password_hash must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters",
                "EMAIL,HASH.,,,                       | password_hash must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters",
                "EMAIL,$2b$17$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG,,, | password_hash must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters",
                "EMAIL,$2b$03$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG,,, | password_hash must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters",
                "EMAIL,$2x$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG,,, | password_hash must be a bcrypt hash: $2a$, $2b$ or $2y$, cost 4 to 16, 60 characters",
                "EMAIL,HASH,\"two LINES\",,          | display_name must be on one line, without tabs",
                "EMAIL,HASH,,perhaps,                 | email_verified must be true or false",
                "EMAIL,HASH,,,yesterday               | created_at must be a time between 1970 and now, such as 2024-05-01T12:00:00Z",
                "EMAIL,HASH,,,2999-01-01              | created_at must be a time between 1970 and now, such as 2024-05-01T12:00:00Z",
                "EMAIL,HASH,,,2999-01-01T00:00:00Z    | created_at must be a time between 1970 and now, such as 2024-05-01T12:00:00Z",
                "EMAIL,HASH,,,-9999-01-01T00:00:00Z   | created_at must be a time between 1970 and now, such as 2024-05-01T12:00:00Z",
                "EMAIL,HASH,,                         | has 4 fields where the header has 5",
            })
    void refusesARowAndTellsWhy(String row, String reason) throws Exception {
        var other = Person.unique();
        assertEquals(2, run(csv("""
                email,password_hash,display_name,email_verified,created_at
                %s
                %s,%s,,,
                """.formatted(
                        row.replace("LINES", "\n lines")
                                .replace("EMAIL", person.email())
                                .replace("HASH", HASH),
                        other.email(),
                        HASH))));
        assertTrue(
                err.toString()
                        .matches("(?s)lines? 2(-3)?: \\Q" + reason + "\\E\n1 imported, 0 already there, 1 refused\n"),
                err.toString());
        assertFalse(err.toString().contains("abcdefgh"), err.toString());
        other.logIn().then().statusCode(200);
        assertEquals(0L, Database.query("select count(*) from account where email = ?", person.email()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_active\n%s,%s,false", "banned\n%s,%s,1"})
    void refusesSomebodyWhoWasShutOut(String rest) throws Exception {
        assertEquals(2, run(csv("email,password," + rest.formatted(person.email(), HASH))));
        person.logIn().then().statusCode(401);
    }

    @Test
    void leavesPeopleAloneWhoAreThereAlready() throws Exception {
        person.signUp().then().statusCode(201);
        var file = csv("email,password_hash\n%s,%s\n%s,%s\n"
                .formatted(
                        person.email().toUpperCase(),
                        HASH.replace("7EJ", "abc"),
                        Person.unique().email(),
                        HASH));
        assertEquals(0, run(file));
        assertEquals("""
                line 2: already there, from before or an earlier line; left as it is
                1 imported, 1 already there, 0 refused
                """, err.toString());
        person.logIn().then().statusCode(200);

        err.reset();
        assertEquals(0, run(file));
        assertTrue(err.toString().endsWith("0 imported, 2 already there, 0 refused\n"), err.toString());
    }

    @Test
    void takesTheFirstOfTwoRowsWithTheSameAddress() throws Exception {
        assertEquals(
                0,
                run(csv("email,password_hash\n%s,%s\n%s,%s\n"
                        .formatted(person.email(), HASH, person.email().toUpperCase(), HASH.replace("7EJ", "abc")))));
        assertEquals("""
                line 3: already there, from before or an earlier line; left as it is
                1 imported, 1 already there, 0 refused
                """, err.toString());
        person.logIn().then().statusCode(200);
    }

    @Test
    void onlyLooksWhenToldTo() throws Exception {
        var known = Person.signedUp();
        assertEquals(
                2,
                run(
                        csv("email,password_hash\n%s,%s\n%s,%s\nx,y\n"
                                .formatted(person.email(), HASH, known.email(), HASH)),
                        "--dry-run"));
        assertEquals("""
                line 4: email must be an e-mail address
                line 3: already there, from before or an earlier line; left as it is
                Dry run: 1 imported, 1 already there, 1 refused
                """, err.toString());
        person.logIn().then().statusCode(401);
    }

    @Test
    void importsMoreThanABatchAndListsTheRestInAFile() throws Exception {
        var lines = new ArrayList<>(List.of("email,password_hash"));
        for (int i = 0; i < 2500; i++) {
            lines.add(i % 500 == 7 ? "nobody,nothing" : "batch-%d-%s,%s".formatted(i, person.email(), HASH));
        }
        var report = directory.resolve("report");
        var file = csv(String.join("\r\n", lines));
        assertEquals(2, run(file, "--report", report.toString()));
        assertEquals("2495 imported, 0 already there, 5 refused\n", err.toString());
        assertEquals(5, Files.readAllLines(report).size());
        assertEquals(
                2495L, Database.query("select count(*) from account where email like 'batch-%' || ?", person.email()));

        err.reset();
        assertEquals(1, run(file, "--report", report.toString()));
        assertEquals(report + " is there already.\n", err.toString());
    }

    @Test
    void letsTwoImportsOfTheSamePeopleRunAtOnce() throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 3000; i++) {
            lines.add("twice-%d-%s,%s".formatted(i, person.email(), HASH));
        }
        var forwards = csv("email,password_hash\n" + String.join("\n", lines));
        var backwards = Files.writeString(
                        directory.resolve("backwards.csv"),
                        "email,password_hash\n" + String.join("\n", lines.reversed()))
                .toString();
        try (var operators = Executors.newFixedThreadPool(2)) {
            var one = operators.submit(() -> run(forwards));
            var other = operators.submit(() -> run(backwards));
            assertEquals(0, one.get(), err.toString());
            assertEquals(0, other.get(), err.toString());
        }
        assertEquals(
                3000L, Database.query("select count(*) from account where email like 'twice-%' || ?", person.email()));
    }

    @Test
    void readsFromStdin() {
        var in = new ByteArrayInputStream("{\"email\": \"%s\", \"password_hash\": \"%s\"}"
                .formatted(person.email(), HASH)
                .getBytes(UTF_8));
        assertEquals(0, run(in, "users", "import", "-", "--format", "jsonl"));
        person.logIn().then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                    | The file is empty.",
                "EMAIL,HASH                            | The file needs a header with the columns email and password_hash.",
                "email,name                            | The file needs a header with the columns email and password_hash.",
                "email,password,hashed_password        | The file has two columns for password_hash.",
                "email,password_hash,\"never closed    | The file opens a quote that is never closed.",
            })
    void refusesAFileThatHoldsNoUsers(String content, String reason) throws Exception {
        assertEquals(1, run(csv(content.replace("HASH", HASH))));
        assertEquals(reason + "\n", err.toString());
    }

    @Test
    void tellsThatAHashIsCostlierThanThoseMadeHere() throws Exception {
        assertEquals(
                0, run(csv("email,password_hash\n%s,%s\n".formatted(person.email(), HASH.replace("$04$", "$06$")))));
        assertTrue(err.toString().contains("\n1 of these hashes cost more than PASSWORD_BCRYPT_COST."), err.toString());
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertEquals(1, run(directory.resolve("nobody.csv").toString()));
        assertEquals("Can't open " + directory.resolve("nobody.csv") + ".\n", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "users import",
                "users export x.csv",
                "users import x",
                "users import x.json",
                "users import -",
                "users import x.csv y.csv",
                "users import x.csv --later",
                "users import x.csv --report",
                "users import x.csv --format xml"
            })
    void explainsItself(String misspelt) {
        assertEquals(1, run(InputStream.nullInputStream(), misspelt.split(" ")));
        assertTrue(err.toString().startsWith("usage: auth-service users import FILE "), err.toString());
    }

    private String csv(String content) throws Exception {
        return Files.writeString(directory.resolve("users.csv"), content).toString();
    }

    private int run(String file, String... options) {
        var arguments = new ArrayList<>(List.of("users", "import", file));
        arguments.addAll(List.of(options));
        return run(InputStream.nullInputStream(), arguments.toArray(String[]::new));
    }

    private int run(InputStream in, String... arguments) {
        var exit = command.run(
                List.of(arguments), new Terminal(in, new PrintStream(out, true), new PrintStream(err, true)));
        assertEquals("", out.toString());
        return exit;
    }
}
