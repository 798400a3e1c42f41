"""The names that a rule's `condition` may have, each with its predicate."""

from collections.abc import Callable

from certification.eligibility import business, materials, process, product
from certification.eligibility.answers import Answer
from certification.eligibility.facts import Facts
from certification.eligibility.rules import RuleSetData

Condition = Callable[[Facts, RuleSetData], Answer]

CONDITIONS: dict[str, Condition] = {
    "nib-missing": business.nib_missing,
    "scale-missing": business.scale_missing,
    "scale-not-small": business.scale_not_small,
    "sales-over-cap": business.sales_over_cap,
    "too-many-facilities": business.too_many_facilities,
    "too-many-outlets": business.too_many_outlets,
    "too-young": business.too_young,
    "supervisor-missing": business.supervisor_missing,
    "supervisor-not-eligible": business.supervisor_not_eligible,
    "outside-food-and-drink": product.outside_food_and_drink,
    "class-not-listed": product.class_not_listed,
    "kbli-mismatch": product.kbli_mismatch,
    "small-eatery": product.small_eatery,
    "eatery-not-small": product.eatery_not_small,
    "too-many-names": product.too_many_names,
    "names-missing": product.names_missing,
    "name-refused": product.name_refused,
    "name-waiting": product.name_waiting,
    "photo-missing": product.photo_missing,
    "haram-material": materials.haram_material,
    "hazardous-material": materials.hazardous_material,
    "materials-missing": materials.materials_missing,
    "material-without-proof": materials.material_without_proof,
    "material-unsettled": materials.material_unsettled,
    "slaughtered-no-certificate": materials.slaughtered_without_certificate,
    "has-slaughtered": materials.has_slaughtered,
    "grinding-unproven": materials.grinding_unproven,
    "only-water-and-packaging": materials.only_water_and_packaging,
    "process-untold": process.process_untold,
    "process-complex": process.process_complex,
    "touches-haram": process.touches_haram,
    "not-separate": process.not_separate,
    "factory-equipment": process.factory_equipment,
    "many-preservations": process.many_preservations,
    "papers-missing": process.papers_missing,
    "not-verified": process.not_verified,
    "short-lived-no-slhs": process.short_lived_without_slhs,
    "special-technique": process.special_technique,
}
