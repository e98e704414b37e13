package dev.tandem.todo.todo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A statement about the to-dos of the person asking ({@code OwnRows}), and the values of its parameters in their order. */
record TodoSql(String text, List<Object> values) {

    private static final String OWN = " from todos where owner_id = asking.owner";
    /** The types are said, because PostgreSQL takes what it selects for text where nothing says otherwise. */
    private static final String INSERT = """
            insert into todos (id, owner_id, version, title, description, completed, priority, due_date, position, tags,
              created_at, updated_at, completed_at)
            select uuidv7(), owner, 0, ?::text, ?::text, ?::boolean, ?::text, ?::date, ?::integer, ?::varchar[],
              ?::timestamptz, ?::timestamptz, ?::timestamptz
            from asking
            returning\s""" + TodoView.COLUMNS + ", " + Created.COLUMNS;

    private static final String VIEW = "select " + TodoView.COLUMNS + OWN;

    /** With what lists are in the order of, and how large each to-do is. */
    private static final String LISTED =
            "select " + TodoView.COLUMNS + ", title_key, todo_bytes(title, description, tags) as size" + OWN;

    static TodoSql insert(TodoInput todo, Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        return new TodoSql(
                INSERT,
                Arrays.asList(
                        todo.title(),
                        todo.description(),
                        todo.completed(),
                        todo.priority().name(),
                        todo.dueDate(),
                        todo.order(),
                        todo.tags().toArray(String[]::new),
                        time,
                        time,
                        todo.completed() ? time : null));
    }

    static TodoSql one(UUID id) {
        return new TodoSql(VIEW + " and id = ?", List.of(id));
    }

    /** In the order they were made, those after the one called {@code after} where that is not null. */
    static TodoSql export(UUID after, int limit) {
        var rows = after == null
                ? new TodoSql(LISTED + " order by id limit ?", List.of(limit))
                : new TodoSql(LISTED + " and id > ? order by id limit ?", List.of(after, limit));
        return rows.untilFull("id");
    }

    static TodoSql count(TodoQuery query) {
        return new Builder(query).add("select count(*)" + OWN).filter().build();
    }

    /** A page, and the to-do after it, which tells that there is another page. */
    static TodoSql page(TodoQuery query) {
        return rows(query)
                .untilFull(
                        query.sort().nullable()
                                ? query.sort().orderByWithNullsLast(query.descending())
                                : query.sort().orderBy(query.descending()));
    }

    /** As many of these rows as make a page full, and one more: what is left out never leaves the database. */
    private TodoSql untilFull(String order) {
        return new TodoSql(
                """
                select %1$s, %2$s
                from (
                  select listed.*, sum(size) over (order by %3$s rows unbounded preceding) - size as %2$s
                  from (%4$s) listed) placed
                where %2$s < %5$s order by %3$s""".formatted(
                        TodoView.COLUMNS, PageRow.BYTES_BEFORE, order, text, PageRow.FULL_PAGE + PageRow.LARGEST_TODO),
                values);
    }

    /** As many rows as a page has at most, and the one after these. */
    private static TodoSql rows(TodoQuery query) {
        var cursor = query.cursor();
        var page = new Builder(query);
        if (cursor.isPresent() && cursor.get().value() == null) {
            return page.withoutValue().build();
        }
        return query.sort().nullable()
                ? page.add("select * from ((")
                        .withValue()
                        .add(") union all (")
                        .withoutValue()
                        .add(")) page")
                        .inOrder(query.sort().orderByWithNullsLast(query.descending()))
                        .build()
                : page.withValue().build();
    }

    /**
     * Those without a value come last and are read by themselves. For the others the place in the order is one row
     * value, which PostgreSQL finds in the index however many to-dos come before it.
     */
    private static final class Builder {

        private final TodoQuery query;
        private final TodoSort sort;
        private final String further;
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        private Builder(TodoQuery query) {
            this.query = query;
            this.sort = query.sort();
            this.further = query.descending() ? " < " : " > ";
        }

        private Builder withValue() {
            add(LISTED).filter();
            if (sort.nullable()) {
                add(" and " + sort.expression() + " is not null");
            }
            query.cursor()
                    .ifPresent(cursor -> add(
                            " and (" + sort.expression() + ", id)" + further + "(" + sort.parameter() + ", ?)",
                            cursor.value(),
                            cursor.id()));
            return inOrder(sort.orderBy(query.descending()));
        }

        private Builder withoutValue() {
            add(LISTED).filter().add(" and " + sort.expression() + " is null");
            query.cursor()
                    .filter(cursor -> cursor.value() == null)
                    .ifPresent(cursor -> add(" and id" + further + "?", cursor.id()));
            return inOrder(sort.orderBy(query.descending()));
        }

        private Builder filter() {
            query.completed().ifPresent(completed -> add(" and completed = ?", completed));
            query.words()
                    .map(Builder::pattern)
                    .ifPresent(pattern -> add(" and (title ilike ? or description ilike ?)", pattern, pattern));
            query.tag().ifPresent(tag -> add(" and ? = any (tags)", tag));
            query.dueBefore().ifPresent(date -> add(" and due_date < ?", date));
            query.priority().ifPresent(priority -> add(" and priority = ?", priority.name()));
            return this;
        }

        /** With one more than asked for. */
        private Builder inOrder(String order) {
            return add(" order by " + order + " limit ?", query.limit() + 1);
        }

        private Builder add(String part, Object... itsValues) {
            sql.append(part);
            values.addAll(List.of(itsValues));
            return this;
        }

        private TodoSql build() {
            return new TodoSql(sql.toString(), values);
        }

        private static String pattern(String words) {
            return "%" + words.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        }
    }
}
