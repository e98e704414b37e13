package dev.tandem.endtoend.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ServiceFiguresTest {

    @Test
    void allocatedIsWhatWasCollectedAndWhatIsStillThere() {
        assertEquals(OptionalDouble.of(1.5e9 + 2.5e6), Allocation.parse("""
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 7.0E7
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 2500000.0
                # TYPE jvm_gc_memory_allocated_bytes counter
                jvm_gc_memory_allocated_bytes_total 1.5E9
                """));
    }

    @Test
    void aNativeExecutableCountsNone() {
        assertEquals(OptionalDouble.empty(), Allocation.parse("process_uptime_seconds 1.0\n"));
    }

    @Test
    void memoryIsReadByName() {
        assertEquals(204_800, MemoryUse.kilobytes("VmRSS", "VmHWM:\t  999999 kB\nVmRSS:\t  204800 kB\n"));
    }
}
