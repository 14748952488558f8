//! What only placements have.

use super::{Around, Keeper, StepForm, shared, shown, step_form, yes_no_word};
use crate::codes;
use crate::codes::registrations;
use crate::kit::text;
use crate::listings::model::{Full, Placement, Step};

const LONGEST: usize = 2_000;

step_form!(ProgrammeForm {
    programme,
    lead_employer,
    training_office,
    nhs_partner,
    nhs_funded_share,
    site_approval,
});

impl StepForm for ProgrammeForm {
    const STEP: Step = Step::Programme;
    shared!();

    fn of(full: &Full) -> Self {
        let Some(placement) = full.placement.clone() else { return Self::default() };
        Self {
            nhs_partner: placement.nhs_partner,
            lead_employer: placement.lead_employer,
            training_office: placement.training_office.unwrap_or_default(),
            programme: placement.programme,
            site_approval: placement.site_approval,
            nhs_funded_share: shown(&placement.nhs_funded_share),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let Some(placement) = &mut full.placement else { return };
        keep.line("programme", &self.programme, 150, &mut placement.programme);
        keep.line("lead_employer", &self.lead_employer, 150, &mut placement.lead_employer);
        let offices = codes::training_offices();
        keep.choice("training_office", &self.training_office, offices, &mut placement.training_office);
        keep.line("nhs_partner", &self.nhs_partner, 150, &mut placement.nhs_partner);
        keep.whole("nhs_funded_share", &self.nhs_funded_share, (0, 100), &mut placement.nhs_funded_share);
        keep.line("site_approval", &self.site_approval, 200, &mut placement.site_approval);
    }
}

step_form!(PrinciplesForm {
    supervised_by_recognised,
    supervisor_name,
    supervisor_gmc,
    supervision_note,
    open_to_every_level,
    levels_note,
    indemnity_in_place,
    indemnity_basis,
});

impl StepForm for PrinciplesForm {
    const STEP: Step = Step::Principles;
    shared!();

    fn of(full: &Full) -> Self {
        let Some(placement) = full.placement.clone() else { return Self::default() };
        Self {
            supervisor_name: placement.supervisor_name,
            supervisor_gmc: placement.supervisor_gmc,
            supervised_by_recognised: yes_no_word(placement.supervised_by_recognised),
            supervision_note: placement.supervision_note,
            open_to_every_level: yes_no_word(placement.open_to_every_level),
            levels_note: placement.levels_note,
            indemnity_in_place: yes_no_word(placement.indemnity_in_place),
            indemnity_basis: placement.indemnity_basis,
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let Some(placement) = &mut full.placement else { return };
        keep.line("supervisor_name", &self.supervisor_name, 100, &mut placement.supervisor_name);
        self.apply_gmc(placement, keep);
        let Placement { supervised_by_recognised, open_to_every_level, indemnity_in_place, .. } = placement;
        keep.yes_no("supervised_by_recognised", &self.supervised_by_recognised, supervised_by_recognised);
        keep.yes_no("open_to_every_level", &self.open_to_every_level, open_to_every_level);
        keep.yes_no("indemnity_in_place", &self.indemnity_in_place, indemnity_in_place);
        keep.lines("supervision_note", &self.supervision_note, LONGEST, &mut placement.supervision_note);
        keep.lines("levels_note", &self.levels_note, LONGEST, &mut placement.levels_note);
        keep.lines("indemnity_basis", &self.indemnity_basis, LONGEST, &mut placement.indemnity_basis);
    }
}

impl PrinciplesForm {
    fn apply_gmc(&self, placement: &mut Placement, keep: &mut Keeper) {
        if text::line(&self.supervisor_gmc).is_empty() {
            placement.supervisor_gmc.clear();
            return;
        }
        if let Some(number) =
            keep.problems.keep("supervisor_gmc", registrations::check("GMC", &self.supervisor_gmc))
        {
            placement.supervisor_gmc = number;
        }
    }
}

step_form!(TrainingForm { lists_per_week, procedures, case_mix, timetable, on_call, wte_percent });

impl StepForm for TrainingForm {
    const STEP: Step = Step::Training;
    shared!();

    fn of(full: &Full) -> Self {
        let Some(placement) = full.placement.clone() else { return Self::default() };
        Self {
            lists_per_week: shown(&placement.lists_per_week),
            procedures: placement.procedures,
            case_mix: placement.case_mix,
            timetable: placement.timetable,
            on_call: placement.on_call,
            wte_percent: shown(&placement.wte_percent),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let Some(placement) = &mut full.placement else { return };
        keep.decimal("lists_per_week", &self.lists_per_week, (0.0, 20.0), &mut placement.lists_per_week);
        keep.lines("procedures", &self.procedures, LONGEST, &mut placement.procedures);
        keep.lines("case_mix", &self.case_mix, LONGEST, &mut placement.case_mix);
        keep.lines("timetable", &self.timetable, LONGEST, &mut placement.timetable);
        keep.lines("on_call", &self.on_call, 500, &mut placement.on_call);
        keep.whole("wte_percent", &self.wte_percent, (10, 100), &mut placement.wte_percent);
    }
}
