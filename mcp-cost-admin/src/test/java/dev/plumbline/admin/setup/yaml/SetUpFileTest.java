package dev.plumbline.admin.setup.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.setup.Capture;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.setup.Planner;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.admin.setup.SetUpPlan;
import dev.plumbline.admin.setup.SomeSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written down is read back as the same, and changes nothing where it came from. */
class SetUpFileTest {
  private static final int SYSTEMS = 300;

  @Test
  void whatIsWrittenIsReadBackAsTheSame() {
    for (long seed = 0; seed < SYSTEMS; seed++) {
      Live live = new SomeSystem(seed).live();
      SetUp captured = Capture.of(live);
      String yaml = SetUpWriter.write(captured, List.of("a note\nof\u2028lines"));
      assertThat(SetUpReader.read(yaml)).as("seed %d:%n%s", seed, yaml).isEqualTo(captured);
      assertThat(yaml.codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT))
          .as("seed %d hides nothing", seed)
          .isTrue();
    }
  }

  @Test
  void whatIsReadBackChangesNothing() {
    for (long seed = 0; seed < SYSTEMS; seed++) {
      Live live = new SomeSystem(seed).live();
      String yaml = SetUpWriter.write(Capture.of(live), List.of());
      SetUpPlan plan = Planner.of(SetUpReader.read(yaml), live);
      assertThat(plan.lines()).as("seed %d:%n%s", seed, yaml).isEmpty();
    }
  }

  @Test
  void anotherSystemDiffers() {
    SetUp one = Capture.of(new SomeSystem(1).live());
    assertThat(Planner.of(one, new SomeSystem(2).live()).lines()).isNotEmpty();
  }
}
