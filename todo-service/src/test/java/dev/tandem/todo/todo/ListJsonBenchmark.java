package dev.tandem.todo.todo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A page of 20 as JSON. Jackson is set as Quarkus sets it for writing (what {@code StrictJson} adds is for reading), but
 * asks by reflection what a to-do has, for which the service has serialisers that were generated at build time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ListJsonBenchmark {

    private final ObjectMapper mapper = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final TodoPage page = new TodoPage(
            IntStream.range(0, 20).mapToObj(ListJsonBenchmark::todo).toList(), Optional.empty(), Optional.empty());

    @Benchmark
    public byte[] twentyTodos() throws JsonProcessingException {
        return mapper.writeValueAsBytes(page.todos());
    }

    private static TodoView todo(int number) {
        var created = Todo.now();
        return new TodoView(
                        UUID.randomUUID(),
                        "To-do number " + number,
                        "",
                        false,
                        Priority.MEDIUM,
                        LocalDate.of(2026, 12, 31),
                        number,
                        List.of("home"),
                        created,
                        created,
                        null,
                        0)
                .under("https://todo.example.com/api/todos");
    }
}
