package dev.planstack.web.shared;

import org.mapstruct.MapperConfig;
import org.mapstruct.ReportingPolicy;

/** How all mappers map: nothing is left out, on either side, and nothing is narrowed. */
@MapperConfig(
        uses = Wire.class,
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        unmappedSourcePolicy = ReportingPolicy.ERROR,
        typeConversionPolicy = ReportingPolicy.ERROR)
public interface JsonMapping {}
