package dev.glimpse.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.tensor.testing.NoTensorLeaks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tensors can do, against closed forms and numbers recorded from NumPy 2.4. */
@ExtendWith(NoTensorLeaks.class)
class TensorTest {

    private TensorScope scope = TensorScope.open();
    private Tensor x = Tensor.scalar(0);
    private Tensor y = x;

    @BeforeEach
    void make_tensors() {
        scope.close();
        scope = TensorScope.open();
        x = Tensor.of(new double[] {0.5, -1.25, 2.0, 3.5, -0.75, 0.0}, Shape.of(2, 3));
        y = Tensor.of(new double[] {2.0, -0.5, 0.25}, Shape.of(3));
    }

    @AfterEach
    void close_tensors() {
        scope.close();
    }

    @Test
    void tensors_are_made_and_read() {
        assertThat(Tensor.zeros(Shape.of(2)).toFloats()).containsExactly(0, 0);
        assertThat(Tensor.ones(Shape.of(2), DType.INT32).toLongs()).containsExactly(1, 1);
        assertThat(Tensor.full(Shape.of(2), 2.5).toDoubles()).containsExactly(2.5, 2.5);
        assertThat(Tensor.arange(3).toLongs()).containsExactly(0, 1, 2);
        assertThat(Tensor.eye(2).toFloats()).containsExactly(1, 0, 0, 1);
        assertThat(Tensor.scalar(7).item()).isEqualTo(7);
        assertThat(Tensor.of(new int[] {1, -2}, Shape.of(2)).toLongs()).containsExactly(1, -2);
        assertThat(Tensor.of(new long[] {1L << 40}, Shape.of(1)).toLongs()).containsExactly(1L << 40);
        assertThat(Tensor.of(new byte[] {0, -1}, Shape.of(2)).toFloats()).containsExactly(0, 255);
        assertThat(Tensor.of(new byte[] {0, -1}, Shape.of(2)).toBytes()).containsExactly(0, -1);
        assertThat(Tensor.zeros(Shape.of(0, 3)).toFloats()).isEmpty();
        assertThatThrownBy(() -> Tensor.of(new float[5], Shape.of(2, 3)))
                .isInstanceOf(TensorException.class)
                .hasMessage("an array of shape [2, 3] has 6 numbers, got 5");
    }

    @Test
    void arrays_of_a_batch_become_tensors_of_their_type() {
        Tensor floats = new NdArray.Floats(Shape.of(2), new float[] {1, 2}).toTensor();
        Tensor bytes = new NdArray.Bytes(Shape.of(2), new byte[] {1, -1}).toTensor();

        assertThat(floats).hasToString("FLOAT32[2]");
        assertThat(bytes).hasToString("UINT8[2]");
        assertThat(bytes.cast(DType.FLOAT32).toFloats()).containsExactly(1, 255);
    }

    @Test
    void what_is_not_in_order_in_memory_is_read_in_order() {
        Tensor transposed = x.transpose(0, 1);

        assertThat(transposed.isContiguous()).isFalse();
        assertThat(transposed.toDoubles()).containsExactly(0.5, 3.5, -1.25, -0.75, 2, 0);
        assertThat(transposed.contiguous().toFloats()).containsExactly(0.5f, 3.5f, -1.25f, -0.75f, 2, 0);
        assertThat(transposed.slice(0, 0, 3, 2).toLongs()).containsExactly(0, 3, 2, 0);
    }

    @Test
    void arithmetic_gives_what_numpy_does() {
        expect(x.add(y), 2.5, -1.75, 2.25, 5.5, -1.25, 0.25);
        expect(x.sub(y), -1.5, -0.75, 1.75, 1.5, -0.25, -0.25);
        expect(x.mul(y), 1.0, 0.625, 0.5, 7.0, 0.375, 0.0);
        expect(x.div(y), 0.25, 2.5, 8.0, 1.75, 1.5, 0.0);
        expect(x.abs().pow(y), 0.25, 0.894427191, 1.189207115, 12.25, 1.1547005384, 0.0);
        expect(x.exp(), 1.6487212707, 0.2865047969, 7.3890560989, 33.1154519587, 0.4723665527, 1.0);
        expect(x.abs().log1p(), 0.4054651081, 0.8109302162, 1.0986122887, 1.5040773968, 0.5596157879, 0.0);
        expect(x.abs().sqrt(), 0.7071067812, 1.1180339887, 1.4142135624, 1.8708286934, 0.8660254038, 0.0);
        expect(x.sign(), 1, -1, 1, 1, -1, 0);
        expect(x.clamp(-1, 1), 0.5, -1, 1, 1, -0.75, 0);
        expect(x.atLeast(0).atMost(3), 0.5, 0, 2, 3, 0, 0);
        expect(x.maximum(y), 2, -0.5, 2, 3.5, -0.5, 0.25);
        expect(x.minimum(y), 0.5, -1.25, 0.25, 2, -0.75, 0);
        expect(x.floor(), 0, -2, 2, 3, -1, 0);
        expect(x.matmul(x.transpose(0, 1)), 5.8125, 2.6875, 2.6875, 12.8125);
        expect(y.subFrom(1), -1, 1.5, 0.75);
        expect(y.square().rsqrt(), 0.5, 2, 4);
        expect(y.reciprocal(), 0.5, -2, 4);
        expect(y.neg().sin().square().add(y.cos().square()), 1, 1, 1);
        expect(
                Tensor.of(new double[] {0.5, 1.5, 2.5, -0.5}, Shape.of(4))
                        .round()
                        .abs(),
                0,
                2,
                2,
                0);
    }

    @Test
    void a_whole_number_leaves_integers_integers() {
        Tensor integers = Tensor.arange(3);

        assertThat(integers.add(1).dtype()).isEqualTo(DType.INT64);
        assertThat(integers.mul(3).toLongs()).containsExactly(0, 3, 6);
        assertThat(integers.add(0.5).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(integers.div(2).toFloats()).containsExactly(0, 0.5f, 1);
    }

    @Test
    void comparisons_answer_with_true_and_false() {
        assertThat(x.greaterThan(0).dtype()).isEqualTo(DType.BOOL);
        assertThat(x.greaterThan(y).toLongs()).containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(x.atLeastAs(0).and(x.atMostAs(2)).toLongs()).containsExactly(1, 0, 1, 0, 0, 1);
        assertThat(x.lessThan(0).or(x.equalTo(0)).not().toLongs()).containsExactly(1, 0, 1, 1, 0, 0);
        expect(x.greaterThan(0).where(x, x.mul(0)), 0.5, 0, 2, 3.5, 0, 0);
        assertThat(x.log().isFinite().all().item()).isZero();
        assertThat(x.equalTo(x).all().item()).isEqualTo(1);
        assertThat(x.lessThan(0).any(0).toLongs()).containsExactly(0, 1, 0);
    }

    @Test
    void reductions_give_what_numpy_does() {
        expect(x.sum(), 4);
        expect(x.sum(0), 4, -2, 2);
        expect(x.mean(-1), 1.25 / 3, 2.75 / 3);
        expect(x.max(1), 2, 3.5);
        expect(x.min(0, 1), -1.25);
        expect(x.variance(0), 2.25, 0.0625, 1);
        expect(x.variance(), 2.6597222222);
        expect(x.logSumExp(1), 2.2326219831, 3.5435015539);
        expect(x.cumulativeSum(1), 0.5, -0.75, 1.25, 3.5, 2.75, 2.75);
        expect(y.norm(), Math.sqrt(4.3125));
        assertThat(x.argmax(1).toLongs()).containsExactly(2, 0);
        assertThat(x.argmin(1).toLongs()).containsExactly(1, 1);
        assertThat(x.sum(Axes.kept(1)).shape()).isEqualTo(Shape.of(2, 1));
        expect(x.sub(x.max(Axes.kept(1))), -1.5, -3.25, 0, 0, -4.25, -3.5);
        assertThat(x.mean(Axes.kept()).shape()).isEqualTo(Shape.of(1, 1));
    }

    @Test
    void numbers_are_selected_by_place_and_by_size() {
        Tensor indices = Tensor.of(new long[] {2, 0}, Shape.of(2));

        expect(x.narrow(1, 1, 2), -1.25, 2, -0.75, 0);
        expect(x.select(0, 1), 3.5, -0.75, 0);
        expect(x.indexSelect(1, indices), 2, 0.5, 0, 3.5);
        expect(x.gather(1, indices.unsqueeze(1)), 2, 3.5);
        expect(x.scatter(1, indices.unsqueeze(1), 9), 0.5, -1.25, 9, 9, -0.75, 0);
        expect(y.scatterAdd(0, Tensor.of(new long[] {1, 1}, Shape.of(2)), y.narrow(0, 0, 2)), 2, 1, 0.25);
        expect(x.maskedFill(x.lessThan(0), 7), 0.5, 7, 2, 3.5, 7, 0);
        expect(x.maskedSelect(x.lessThan(0)), -1.25, -0.75);
        Selecting.Ranked best = x.topK(2, 1);
        expect(best.values(), 2, 0.5, 3.5, 0);
        assertThat(best.indices().toLongs()).containsExactly(2, 0, 0, 2);
        Selecting.Ranked sorted = x.sort(1, Selecting.Order.ASCENDING);
        expect(sorted.values(), -1.25, 0.5, 2, -0.75, 0, 3.5);
        assertThat(sorted.indices().toLongs()).containsExactly(1, 0, 2, 1, 2, 0);
        assertThat(indices.oneHot(3).toFloats()).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void shapes_change_without_a_copy() {
        Tensor view = x.reshape(3, 2).view(Shape.of(6));
        view.fillInPlace(1);

        assertThat(x.toDoubles()).containsOnly(1);
        assertThat(x.reshape(-1, 2).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(x.unsqueeze(0).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(x.unsqueeze(0).squeeze(0).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.expand(Shape.of(2, 3)).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(x.permute(1, 0).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(x.flatten(0).shape()).isEqualTo(Shape.of(6));
        assertThat(x.split(1, 1, 2)).extracting(Tensor::shape).containsExactly(Shape.of(2, 1), Shape.of(2, 2));
        assertThatThrownBy(() -> x.transpose(0, 1).view(Shape.of(6))).isInstanceOf(TensorException.class);
    }

    @Test
    void shapes_change_with_a_copy() {
        expect(y.flip(0), 0.25, -0.5, 2);
        expect(y.repeat(2), 2, -0.5, 0.25, 2, -0.5, 0.25);
        expect(y.repeatEach(0, 2), 2, 2, -0.5, -0.5, 0.25, 0.25);
        expect(y.pad(9, 1, 2), 9, 2, -0.5, 0.25, 9, 9);
        assertThat(x.pad(0, 1, 0).shape()).isEqualTo(Shape.of(3, 3));
        expect(x.pad(0, 0, -1, -1, 0), -1.25, 2);
        expect(Tensor.concat(0, y, y.narrow(0, 0, 1)), 2, -0.5, 0.25, 2);
        assertThat(Tensor.stack(1, List.of(y, y)).shape()).isEqualTo(Shape.of(3, 2));
        y.copy().zeroInPlace();
        x.transpose(0, 1).copyContiguous().zeroInPlace();
        expect(y, 2, -0.5, 0.25);
        assertThatThrownBy(() -> y.pad(0, 1)).isInstanceOf(TensorException.class);
    }

    @Test
    void tensors_change_in_place() {
        expect(y.copy().addInPlace(y), 4, -1, 0.5);
        expect(y.copy().addInPlace(y, -2), -2, 0.5, -0.25);
        expect(y.copy().addInPlace(1), 3, 0.5, 1.25);
        expect(y.copy().subInPlace(y), 0, 0, 0);
        expect(y.copy().mulInPlace(y), 4, 0.25, 0.0625);
        expect(y.copy().mulInPlace(2), 4, -1, 0.5);
        expect(y.copy().divInPlace(y), 1, 1, 1);
        expect(y.copy().divInPlace(2), 1, -0.25, 0.125);
        expect(y.copy().addProductInPlace(y, y, 2), 10, 0, 0.375);
        expect(y.copy().addQuotientInPlace(y, y, 2), 4, 1.5, 2.25);
        expect(y.copy().lerpInPlace(y.mul(0), 0.5), 1, -0.25, 0.125);
        expect(y.square().sqrtInPlace(), 2, 0.5, 0.25);
        expect(y.copy().clampInPlace(0, 1), 1, 0, 0.25);
        expect(y.copy().hardShrinkInPlace(0.25), 2, -0.5, 0);
        expect(y.copy().maximumInPlace(y.mul(0)), 2, 0, 0.25);
        expect(y.copy().copyInPlace(y.neg()), -2, 0.5, -0.25);
        expect(Tensor.zeros(Shape.of(2)).copyInPlace(new float[] {1, 2}), 1, 2);
    }

    @Test
    void shapes_that_do_not_fit_are_told_without_a_native_stack() {
        assertThatThrownBy(() -> x.add(Tensor.ones(Shape.of(4))))
                .isInstanceOf(TensorException.class)
                .hasMessage(
                        "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1");
    }

    @Test
    void a_tensor_moves_to_a_device_that_is_there() {
        assertThat(x.to(Device.cpu()).device()).isEqualTo(Device.cpu());
        assertThatThrownBy(() -> x.to(Device.cuda(0))).isInstanceOf(TensorException.class);
    }

    private static void expect(Tensor result, double... numbers) {
        assertThat(result.toDoubles()).containsExactly(numbers, within(1e-9));
    }
}
