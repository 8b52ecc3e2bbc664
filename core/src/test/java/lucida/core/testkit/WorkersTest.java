package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import lucida.core.kernel.Workers;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every task once, whatever is nested, thrown or called meanwhile. */
class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyTaskOnce(int threads) {
    Workers workers = new Workers(threads);
    assertEquals(threads, workers.threads());
    for (int tasks : new int[]{0, 1, 2, 3, 17, 1000}) {
      AtomicIntegerArray done = new AtomicIntegerArray(tasks);
      workers.run(tasks, done::incrementAndGet);
      for (int i = 0; i < tasks; i++) assertEquals(1, done.get(i), "task " + i + " of " + tasks);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void callsInsideTasks(int threads) {
    Workers workers = new Workers(threads);
    AtomicInteger done = new AtomicInteger();
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
        () -> workers.run(7, i -> workers.run(11, j -> workers.run(3, k -> done.incrementAndGet()))));
    assertEquals(7 * 11 * 3, done.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void failuresArriveAndDoNoHarm(int threads) {
    Workers workers = new Workers(threads);
    for (int failing : new int[]{0, 13, 99}) {
      IllegalStateException failure = assertThrows(IllegalStateException.class, () -> workers.run(100, i -> {
        if (i == failing) throw new IllegalStateException("task " + failing);
      }));
      assertEquals("task " + failing, failure.getMessage());
    }
    AtomicInteger done = new AtomicInteger();
    workers.run(100, i -> done.incrementAndGet());
    assertEquals(100, done.get());
  }

  /** Callers that come together do their tasks too, and helpers that sleep are woken: pauses are longer than their patience. */
  @Test
  void callersAtOnceAndPauses() throws InterruptedException {
    Workers workers = new Workers(3);
    AtomicInteger done = new AtomicInteger();
    Thread[] callers = IntStream.range(0, 4).mapToObj(c -> Thread.ofPlatform().daemon().start(() -> {
      for (int round = 0; round < 50; round++) {
        workers.run(20, i -> done.incrementAndGet());
        java.util.concurrent.locks.LockSupport.parkNanos(c * 300_000L);
      }
    })).toArray(Thread[]::new);
    for (Thread caller : callers) assertTrue(caller.join(Duration.ofSeconds(20)));
    assertEquals(4 * 50 * 20, done.get());
  }
}
