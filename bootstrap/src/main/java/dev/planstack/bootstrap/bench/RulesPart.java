package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deduction by the rules alone, beside whole numbers taken from an array. */
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
            List<Turns> turns = rounds.of(
                    "deduction, " + count + " plans",
                    List.of(time -> Turn.of(stacks.deductions(time)), time -> Turn.of(stacks.rawDeductions(time))));
            Samples ours = turns.get(0).values();
            figures.add(new Figure(
                    "deduction." + count,
                    "deduction by the rules alone, plans stacked: " + count,
                    "million/s of CPU",
                    ours,
                    Optional.empty(),
                    Optional.of(Target.atLeast(10)),
                    Optional.empty()));
            figures.add(new Figure(
                    "deduction." + count + ".raw",
                    "the same",
                    "million/s of CPU",
                    ours,
                    Optional.of(new Against(
                            "whole numbers in an array", turns.get(1).values())),
                    Optional.empty(),
                    Optional.empty()));
        }
        return figures;
    }
}
