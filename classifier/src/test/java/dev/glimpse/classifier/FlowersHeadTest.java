package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glimpse.classifier.TrainingResult.Trained;
import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real weights and a few real photographs; {@code benchmark/run FlowersAccuracy} looks at all of them. */
@Tag("shared-data")
class FlowersHeadTest {

    private static final String WEIGHTS = "zoo/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5";

    @TempDir
    Path folder;

    @Test
    void two_hundred_photographs_are_enough_to_tell_flowers_apart() {
        String shared = System.getProperty("glimpse.shared", "");
        assumeTrue(!shared.isEmpty(), "the photographs are not here: -Dglimpse.shared names their folder");
        Path flowers = Path.of(shared, "flowers");
        assumeTrue(Files.isDirectory(flowers) && Files.exists(Path.of(shared, WEIGHTS)), "no flowers in " + shared);

        KnownNetwork network = KnownNetwork.named("mobilenet_v2_0.35").orElseThrow();
        Zoo zoo = Zoo.in(folder.resolve("zoo"));
        var _ = zoo.add(network, Path.of(shared, WEIGHTS));
        Backbone backbone = zoo.backbone(network, Size2.square(224));
        try (Dataset few = Dataset.open(flowers).split().limited(Limit.parse("200"))) {
            assertThat(accuracy(few, Head.of(backbone))).as("one of five").isGreaterThan(0.5);
            assertThat(accuracy(few, Linear.of(backbone))).as("one of five").isGreaterThan(0.5);
        }
    }

    private double accuracy(Dataset dataset, Recipe recipe) {
        var trained = (Trained) Training.run(
                dataset, recipe, training -> training.embeddings(new EmbeddingStore(folder.resolve("embeddings"))));
        trained.classifier().close();
        return trained.report().orElseThrow().evaluation().accuracy().value();
    }
}
