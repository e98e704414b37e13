package dev.tandem.todo.todo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pages of to-dos by their place in the order, not by counting: rows that come or go move none twice or past. */
@ApplicationScoped
class TodoSearch {

    static final String VIEW = """
            select new dev.tandem.todo.todo.TodoView(t.id, t.title, t.description, t.completed, t.priority, t.dueDate,
              t.position, t.tags, t.createdAt, t.updatedAt, t.completedAt, t.version)
            from Todo t
            """;

    private final EntityManager entities;

    TodoSearch(EntityManager entities) {
        this.entities = entities;
    }

    TodoPage page(TodoQuery query) {
        var conditions = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        filter(query, conditions, values);
        var total = query.count() ? Optional.of(count(conditions, values)) : Optional.<Long>empty();

        query.cursor().ifPresent(cursor -> {
            conditions.add(query.sort().beyond(query.descending(), cursor.value() == null));
            values.put("afterId", cursor.id());
            if (cursor.value() != null) {
                values.put("after", cursor.value());
            }
        });
        var hql = VIEW + where(conditions) + " order by " + query.sort().orderBy(query.descending());
        var found = bind(entities.createQuery(hql, TodoView.class), values)
                .setMaxResults(query.limit() + 1)
                .getResultList();
        if (found.size() <= query.limit()) {
            return new TodoPage(found, Optional.empty(), total);
        }
        var todos = found.subList(0, query.limit());
        return new TodoPage(todos, Optional.of(Cursor.after(todos.getLast(), query.sort(), query.descending())), total);
    }

    private long count(List<String> conditions, Map<String, Object> values) {
        return bind(entities.createQuery("select count(t) from Todo t " + where(conditions), Long.class), values)
                .getSingleResult();
    }

    private static void filter(TodoQuery query, List<String> conditions, Map<String, Object> values) {
        query.completed().ifPresent(completed -> {
            conditions.add("t.completed = :completed");
            values.put("completed", completed);
        });
        query.words().ifPresent(words -> {
            conditions.add("(t.title ilike :words escape '\\' or t.description ilike :words escape '\\')");
            values.put("words", "%" + words.replaceAll("[\\\\%_]", "\\\\$0") + "%");
        });
        query.tag().ifPresent(tag -> {
            conditions.add("array_contains(t.tags, :tag)");
            values.put("tag", tag);
        });
        query.dueBefore().ifPresent(date -> {
            conditions.add("t.dueDate < :dueBefore");
            values.put("dueBefore", date);
        });
        query.priority().ifPresent(priority -> {
            conditions.add("t.priority = :priority");
            values.put("priority", priority);
        });
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
    }

    private static <T> TypedQuery<T> bind(TypedQuery<T> query, Map<String, Object> values) {
        values.forEach(query::setParameter);
        return query;
    }
}
