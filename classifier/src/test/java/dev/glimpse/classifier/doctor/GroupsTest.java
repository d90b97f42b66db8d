package dev.glimpse.classifier.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupsTest {

    @Test
    void what_is_joined_by_others_belongs_together() {
        Groups groups = new Groups(7);
        groups.join(5, 2);
        groups.join(4, 5);
        groups.join(1, 6);

        assertThat(groups.first(4)).isEqualTo(2);
        assertThat(groups.firsts()).containsExactly(0, 1, 2, 3, 2, 2, 1);
    }
}
