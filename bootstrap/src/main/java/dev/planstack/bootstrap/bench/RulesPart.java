package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deduction by the rules alone, without storage or HTTP. */
final class RulesPart {

    private final Rounds rounds;
    private final List<Integer> plans;

    RulesPart(Rounds rounds, List<Integer> plans) {
        this.rounds = rounds;
        this.plans = plans;
    }

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        for (int count : plans) {
            Stacks stacks = new Stacks(count);
            List<Turns> turns =
                    rounds.of("deduction, " + count + " plans", List.of(time -> Turn.of(stacks.deductions(time))));
            figures.add(new Figure(
                    "deduction." + count,
                    "deduction by the rules alone, plans stacked: " + count,
                    "million/s of CPU",
                    turns.get(0).values(),
                    Optional.empty(),
                    Optional.of(Target.atLeast(10)),
                    Optional.empty()));
        }
        return figures;
    }
}
