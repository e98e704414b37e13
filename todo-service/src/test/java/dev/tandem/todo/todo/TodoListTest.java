package dev.tandem.todo.todo;

import static dev.tandem.todo.fixture.Api.TODOS;
import static dev.tandem.todo.fixture.Api.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.todo.fixture.Api;
import dev.tandem.todo.fixture.Surroundings;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Surroundings.class, scope = TestResourceScope.GLOBAL)
class TodoListTest {

    private static final Pattern NEXT = Pattern.compile("<(.+)>; rel=\"next\"");

    private UUID subject;
    private String someone;

    @BeforeEach
    void asSomeoneNew() {
        subject = UUID.randomUUID();
        someone = Surroundings.issuer().bearer(subject);
    }

    @Test
    void filtersNarrowTheList() {
        Api.create(someone, Map.of("title", "Buy milk", "tags", List.of("shop", "food"), "priority", "high"));
        Api.create(someone, Map.of("title", "Read", "description", "about MILKY ways", "dueDate", "2026-05-01"));
        Api.create(someone, Map.of("title", "100% done_now", "completed", true, "tags", List.of("food")));

        list("q=milk").body("title", containsInAnyOrder("Buy milk", "Read"));
        list("q=MILK&tag=shop").body("title", contains("Buy milk"));
        list("tag=food").body("$", hasSize(2));
        list("tag=foo").body("$", empty());
        list("completed=true").body("title", contains("100% done_now"));
        list("completed=false").body("$", hasSize(2));
        list("priority=high").body("title", contains("Buy milk"));
        list("dueBefore=2026-05-02").body("title", contains("Read"));
        list("dueBefore=2026-05-01").body("$", empty());
        list("completed=false&count=true&limit=1").body("$", hasSize(1)).header("X-Total-Count", "2");
        list("limit=1").header("X-Total-Count", nullValue());
    }

    @Test
    void wordsAreTakenLiterally() {
        Api.create(someone, Map.of("title", "100% done_now"));
        Api.create(someone, Map.of("title", "a \\ backslash"));
        Api.create(someone, Map.of("title", "plain"));
        list("q=%25").body("title", contains("100% done_now"));
        list("q=_").body("title", contains("100% done_now"));
        list("q=%5C").body("title", contains("a \\ backslash"));
        list("q=%27").body("$", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 201",
        "limit, -1",
        "limit, ten",
        "limit, 1e2",
        "limit, 99999999999",
        "sort, id",
        "sort, --order",
        "sort, ''",
        "sort, owner",
        "sort, 'order;drop table todos'",
        "cursor, x",
        "cursor, ''",
        "cursor, AAAA",
        "cursor, 'T1JERVI'",
        "cursor, '%%%'",
        "completed, yes",
        "completed, ''",
        "count, 1",
        "dueBefore, tomorrow",
        "dueBefore, 2026-13-01",
        "dueBefore, '+99999-01-01'",
        "priority, urgent",
        "priority, HIGH",
        "owner, x",
        "page, 2",
    })
    void aBadParameterIsNamed(String name, String value) {
        as(someone)
                .queryParam(name, value)
                .get(TODOS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("validation_failed"))
                .body("errors[0].field", is(name));
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        as(someone)
                .get(TODOS + "?completed=true&completed=false")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("completed"));
    }

    @Test
    void textThatPostgresRefusesIsABadParameter() {
        for (var name : List.of("q", "tag")) {
            as(someone)
                    .urlEncodingEnabled(false)
                    .get(TODOS + "?" + name + "=a%00b")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", is(name));
        }
    }

    @Test
    void aCursorOfAnotherSortIsRefused() throws SQLException {
        Surroundings.seed(subject, 5);
        var cursor = next(list("sort=title&limit=2")).replaceFirst(".*cursor=", "");
        as(someone)
                .queryParam("cursor", cursor)
                .get(TODOS + "?sort=-title")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "-order", "createdAt", "-createdAt", "dueDate", "-dueDate", "title", "-title"})
    void pagesAreInOrderAndMissOrRepeatNothingWhileOthersAreAdded(String sort) throws SQLException {
        Surroundings.seed(subject, 100);
        List<String> before = list("limit=200").extract().path("id");
        var seen = new ArrayList<Map<String, Object>>();
        var url = TODOS + "?limit=7&sort=" + sort;
        while (url != null) {
            var page = as(someone).urlEncodingEnabled(false).get(url).then().statusCode(200);
            seen.addAll(page.extract().<List<Map<String, Object>>>path("$"));
            url = next(page);
            if (seen.size() == 35) {
                Surroundings.seed(subject, 20);
                Api.create(someone, Map.of("title", "!first", "order", -1));
                as(someone).delete(seen.getLast().get("url").toString()).then().statusCode(204);
            }
        }
        var ids = seen.stream().map(todo -> (String) todo.get("id")).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), "none is repeated");
        assertTrue(ids.containsAll(before), "none is missed");
        assertOrdered(seen, sort);
    }

    @Test
    void titlesAreInTheOrderThatPeopleExpect() {
        var titles = List.of("10 x", "Äpfel", "apple", "Banana", "Émile", "f", "Öl", "over", "z", "Ж", "日本");
        titles.reversed().forEach(title -> Api.create(someone, Map.of("title", title)));
        var expected = List.of("10 x", "Äpfel", "apple", "Banana", "Émile", "f", "Öl", "over", "z", "Ж", "日本");
        list("sort=title").body("title", is(expected));
        list("sort=-title").body("title", is(expected.reversed()));
        var paged = new ArrayList<String>();
        for (var url = TODOS + "?sort=title&limit=1"; url != null; ) {
            var page = as(someone).urlEncodingEnabled(false).get(url).then().statusCode(200);
            paged.addAll(page.extract().<List<String>>path("title"));
            url = next(page);
        }
        assertEquals(expected, paged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "-order", "createdAt", "-dueDate", "title", "-title"})
    void aPageEndsWhenItIsFull(String sort) throws SQLException {
        Surroundings.seed(subject, 60);
        try (var connection = Surroundings.superuser();
                var sql = connection.createStatement()) {
            sql.execute("update todos set description = repeat('日', 4000) where owner_id = '" + subject + "'");
        }
        var seen = new ArrayList<Map<String, Object>>();
        int pages = 0;
        for (var url = TODOS + "?limit=200&count=true&sort=" + sort; url != null; pages++) {
            var page = as(someone).urlEncodingEnabled(false).get(url).then().statusCode(200);
            page.header("X-Total-Count", "60");
            assertTrue(page.extract().asByteArray().length < 300_000);
            seen.addAll(page.extract().<List<Map<String, Object>>>path("$"));
            url = next(page);
        }
        assertEquals(3, pages); // of 22 to-dos of 12,002 bytes in 256 KiB
        assertEquals(60, seen.stream().map(todo -> todo.get("id")).distinct().count());
        assertOrdered(seen, sort);
        as(someone).get("/api/todos/export").then().body("$", hasSize(60));
    }

    @Test
    void theLastPageHasNoNext() throws SQLException {
        Surroundings.seed(subject, 4);
        var first = list("limit=2");
        var last = as(someone).urlEncodingEnabled(false).get(next(first)).then().body("$", hasSize(2));
        assertEquals(null, next(last));
    }

    @Test
    void theNextPageKeepsTheFilters() throws SQLException {
        Surroundings.seed(subject, 10);
        Api.create(someone, Map.of("title", "é & co?", "completed", true));
        Api.create(someone, Map.of("title", "é & co? 2", "completed", true));
        var first = as(someone)
                .queryParam("q", "é & co?")
                .queryParam("limit", 1)
                .get(TODOS)
                .then()
                .body("$", hasSize(1));
        as(someone)
                .urlEncodingEnabled(false)
                .get(next(first))
                .then()
                .statusCode(200)
                .body("title", contains("é & co? 2"));
    }

    @SuppressWarnings("unchecked")
    private static void assertOrdered(List<Map<String, Object>> todos, String sort) {
        var descending = sort.startsWith("-");
        var name = descending ? sort.substring(1) : sort;
        var collator = Collator.getInstance(Locale.ROOT);
        Function<Map<String, Object>, Comparable<Object>> value = todo -> (Comparable<Object>)
                (name.equals("title")
                        ? collator.getCollationKey(todo.get(name).toString().toLowerCase(Locale.ROOT))
                        : todo.get(name));
        Comparator<Comparable<Object>> natural = Comparator.naturalOrder();
        var values = Comparator.comparing(value, Comparator.nullsLast(descending ? natural.reversed() : natural));
        var ids = Comparator.<Map<String, Object>, String>comparing(todo -> (String) todo.get("id"));
        var order = values.thenComparing(descending ? ids.reversed() : ids);
        assertEquals(todos.stream().sorted(order).toList(), todos);
    }

    private ValidatableResponse list(String query) {
        return as(someone)
                .urlEncodingEnabled(false)
                .get(TODOS + "?" + query)
                .then()
                .statusCode(200);
    }

    private static String next(ValidatableResponse page) {
        var link = page.extract().header("Link");
        if (link == null) {
            return null;
        }
        var matcher = NEXT.matcher(link);
        assertTrue(matcher.matches(), link);
        return matcher.group(1);
    }
}
