package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.doctor.Finding.AcrossSplits;
import dev.glimpse.classifier.doctor.Finding.ExactCopies;
import dev.glimpse.classifier.doctor.Finding.Imbalance;
import dev.glimpse.classifier.doctor.Finding.LabelSuspect;
import dev.glimpse.classifier.doctor.Finding.LookAlikes;
import dev.glimpse.classifier.doctor.Finding.NearCopies;
import dev.glimpse.classifier.doctor.Finding.OddSize;
import dev.glimpse.classifier.doctor.Finding.PoorPicture;
import dev.glimpse.classifier.doctor.Finding.TooFew;
import dev.glimpse.classifier.doctor.Finding.TwoLabels;
import dev.glimpse.classifier.doctor.Finding.UnreadableFile;
import dev.glimpse.classifier.doctor.Likeness.Near;
import dev.glimpse.classifier.doctor.Likeness.Pair;
import dev.glimpse.classifier.doctor.Likeness.SameFile;
import dev.glimpse.classifier.doctor.Likeness.SamePixels;
import dev.glimpse.data.item.Split;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A diagnosis as JSON; {@link Diagnosis#json()} lists the fields. */
final class DiagnosisJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DiagnosisJson() {}

    static String of(Diagnosis diagnosis) {
        ObjectNode root = NODES.objectNode();
        root.put("location", diagnosis.location());
        root.put("pictures", diagnosis.pictures());
        ObjectNode labels = root.putObject("labels");
        diagnosis.labels().forEach(labels::put);
        root.put("backbone", diagnosis.backbone().orElse(null));
        ObjectNode counts = root.putObject("counts");
        diagnosis.counts().forEach((kind, count) -> counts.put(kind.word(), count));
        ArrayNode findings = root.putArray("findings");
        diagnosis.findings().forEach(finding -> findings.add(of(finding)));
        ArrayNode leftOut = root.putArray("leftOut");
        for (LeftOut left : diagnosis.leftOut()) {
            leftOut.addObject()
                    .put("kind", left.kind().word())
                    .put("pictures", left.pictures())
                    .put("of", left.of());
        }
        ArrayNode notChecked = root.putArray("notChecked");
        for (NotChecked not : diagnosis.notChecked()) {
            notChecked.addObject().put("kind", not.kind().word()).put("reason", not.reason());
        }
        ArrayNode remarks = root.putArray("remarks");
        diagnosis.remarks().forEach(remarks::add);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode of(Finding finding) {
        ObjectNode node = NODES.objectNode().put("kind", finding.kind().word());
        switch (finding) {
            case UnreadableFile file -> node.put("name", file.name()).put("reason", file.reason());
            case TwoLabels found -> group(node, found.group());
            case AcrossSplits found -> group(node, found.group());
            case ExactCopies found -> group(node, found.group());
            case NearCopies found -> group(node, found.group());
            case LookAlikes found -> group(node, found.group());
            case LabelSuspect suspect -> {
                node.set("picture", of(suspect.picture()));
                node.put("suggested", suspect.suggested())
                        .put("certainty", suspect.certainty())
                        .put("givenProbability", suspect.givenProbability())
                        .put("evidence", suspect.evidence().word())
                        .put("rank", suspect.rank());
            }
            case TooFew few ->
                node.put("label", few.label()).put("pictures", few.pictures()).put("wanted", few.wanted());
            case Imbalance imbalance ->
                node.put("label", imbalance.label())
                        .put("pictures", imbalance.pictures())
                        .put("largest", imbalance.largest())
                        .put("largestPictures", imbalance.largestPictures());
            case PoorPicture poor -> {
                node.set("picture", of(poor.picture()));
                node.put("score", poor.score()).put("threshold", poor.threshold());
            }
            case OddSize odd -> {
                node.set("picture", of(odd.picture()));
                node.put("height", odd.height())
                        .put("width", odd.width())
                        .put("score", odd.score())
                        .put("threshold", odd.threshold());
            }
        }
        return node;
    }

    private static void group(ObjectNode node, CopyGroup group) {
        node.put(
                "likeness",
                switch (group.likeness()) {
                    case SameFile _ -> "same-file";
                    case SamePixels _ -> "same-pixels";
                    case Near _ -> "near";
                });
        ArrayNode labels = node.putArray("labels");
        group.labels().forEach(labels::add);
        ArrayNode splits = node.putArray("splits");
        group.splits().forEach(split -> splits.add(split.word()));
        ArrayNode pictures = node.putArray("pictures");
        group.pictures().forEach(picture -> pictures.add(of(picture)));
        if (group.likeness() instanceof Near near) {
            ArrayNode pairs = node.putArray("pairs");
            for (Pair pair : near.pairs()) {
                ObjectNode row = pairs.addObject()
                        .put("first", pair.first())
                        .put("second", pair.second())
                        .put("hashDistance", pair.hashDistance())
                        .put("difference", pair.difference());
                if (pair.cosine().isPresent()) {
                    row.put("cosine", pair.cosine().getAsDouble());
                } else {
                    row.putNull("cosine");
                }
            }
        }
    }

    private static ObjectNode of(CheckedPicture picture) {
        return NODES.objectNode()
                .put("name", picture.name())
                .put("label", picture.label())
                .put("split", picture.split().map(Split::word).orElse(null))
                .put("sha256", picture.hash().hex());
    }
}
