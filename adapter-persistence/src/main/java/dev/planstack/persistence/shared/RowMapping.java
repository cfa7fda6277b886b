package dev.planstack.persistence.shared;

import org.mapstruct.MapperConfig;
import org.mapstruct.ReportingPolicy;

/** How rows are mapped everywhere: nothing is left out and nothing is narrowed. */
@MapperConfig(
        uses = Columns.class,
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        unmappedSourcePolicy = ReportingPolicy.ERROR,
        typeConversionPolicy = ReportingPolicy.ERROR)
public interface RowMapping {}
