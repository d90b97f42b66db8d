package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoTensorLeaks.class)
class TensorScopeTest {

    @Test
    void a_scope_closes_what_was_made_in_it() {
        Tensor made;
        try (var scope = TensorScope.open()) {
            made = Tensor.ones(Shape.of(2));
            made.add(1).mul(2);
            assertThat(scope.size()).isEqualTo(3);
        }
        assertThat(made.isClosed()).isTrue();
    }

    @Test
    void a_kept_tensor_outlives_its_scope() {
        Tensor kept;
        try (var scope = TensorScope.open()) {
            kept = scope.keep(Tensor.ones(Shape.of(2)).add(1));
        }
        assertThat(kept.toFloats()).containsExactly(2, 2);
        kept.close();
    }

    @Test
    void a_kept_tensor_goes_to_the_enclosing_scope() {
        Tensor kept;
        try (var outer = TensorScope.open()) {
            try (var inner = TensorScope.open()) {
                kept = inner.keep(Tensor.ones(Shape.of(2)));
            }
            assertThat(kept.isClosed()).isFalse();
            assertThat(outer.size()).isEqualTo(1);
        }
        assertThat(kept.isClosed()).isTrue();
    }

    @Test
    void only_what_was_made_in_a_scope_can_be_kept_from_it() {
        try (Tensor outside = Tensor.ones(Shape.of(2));
                var outer = TensorScope.open()) {
            Tensor further = Tensor.ones(Shape.of(3));
            try (var inner = TensorScope.open()) {
                assertThatThrownBy(() -> inner.keep(outside))
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining("FLOAT32[2] belongs to no scope");
                assertThatThrownBy(() -> inner.keep(further))
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining("FLOAT32[3] belongs to another scope");
            }
            assertThat(outer.size()).isEqualTo(1);
        }
    }

    @Test
    void a_scope_can_adopt_a_tensor_and_release_it() {
        Tensor outside = Tensor.ones(Shape.of(2));
        try (var scope = TensorScope.open()) {
            scope.adopt(outside);
            assertThat(scope.size()).isEqualTo(1);
            TensorScope.release(outside);
            assertThat(scope.size()).isZero();
        }
        assertThat(outside.isClosed()).isFalse();
        outside.close();
    }

    @Test
    void a_tensor_can_be_closed_before_its_scope() {
        try (var scope = TensorScope.open()) {
            Tensor first = Tensor.ones(Shape.of(1));
            Tensor second = Tensor.ones(Shape.of(2));
            Tensor third = Tensor.ones(Shape.of(3));
            first.close();
            second.close();
            second.close();
            assertThat(scope.size()).isEqualTo(1);
            assertThat(third.isClosed()).isFalse();
        }
    }

    @Test
    void a_closed_tensor_says_what_it_was_and_where_it_was_closed() {
        Tensor closed = Tensor.zeros(Shape.of(3, 4), DType.INT64);
        closed.close();

        assertThatThrownBy(() -> closed.add(1))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("INT64[3, 4]")
                .hasMessageContaining("TensorScopeTest.a_closed_tensor_says_what_it_was_and_where_it_was_closed");
        assertThat(closed).hasToString(closed.toString()).asString().contains("closed at");
    }

    @Test
    void a_tensor_closed_by_its_scope_says_where_the_scope_was_closed() {
        Tensor[] leaked = new Tensor[1];
        closeInScope(leaked);

        assertThatThrownBy(() -> leaked[0].toFloats())
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("FLOAT32[5]")
                .hasMessageContaining("TensorScopeTest.closeInScope");
    }

    @Test
    void a_scope_is_closed_by_its_thread_only() {
        try (var scope = TensorScope.open()) {
            Tensor tensor = Tensor.ones(Shape.of(2));
            assertThatThrownBy(() -> CompletableFuture.runAsync(scope::close).join())
                    .hasCauseInstanceOf(TensorException.class)
                    .hasMessageContaining("belongs to the thread that opened it");
            assertThatThrownBy(() -> CompletableFuture.runAsync(tensor::close).join())
                    .hasCauseInstanceOf(TensorException.class);
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void scopes_close_from_the_inside() {
        try (var outer = TensorScope.open()) {
            try (var inner = TensorScope.open()) {
                assertThatThrownBy(outer::close)
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining("inner");
                assertThat(inner.size()).isZero();
            }
        }
    }

    @Test
    void tensors_of_one_thread_do_not_land_in_the_scope_of_another() {
        try (var scope = TensorScope.open()) {
            Tensor other = CompletableFuture.supplyAsync(() -> Tensor.ones(Shape.of(2)))
                    .join();
            assertThat(scope.size()).isZero();
            other.close();
        }
    }

    private static void closeInScope(Tensor[] leaked) {
        try (var scope = TensorScope.open()) {
            leaked[0] = Tensor.ones(Shape.of(5));
            assertThat(scope.size()).isEqualTo(1);
        }
    }
}
