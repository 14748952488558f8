//! What is offered, and to whom.

use super::{Around, Keeper, StepForm, shared, shown, step_form, yes_no_word};
use crate::codes;
use crate::listings::model::{Full, Step};

step_form!(PayForm { pay_min, pay_max, pay_period, pay_note, comparable_band });

/// `36000`, `18.50`: as it can be typed again.
fn typed_money(pence: Option<i64>) -> String {
    pence
        .map(|pence| crate::listings::model::money(pence).trim_start_matches('£').to_string())
        .unwrap_or_default()
}

impl StepForm for PayForm {
    const STEP: Step = Step::Pay;
    shared!();

    fn of(full: &Full) -> Self {
        let terms = &full.terms;
        Self {
            pay_min: typed_money(terms.pay_min_pence),
            pay_max: typed_money(terms.pay_max_pence),
            pay_period: terms.pay_period.clone().unwrap_or_default(),
            pay_note: terms.pay_note.clone(),
            comparable_band: terms.comparable_band.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let terms = &mut full.terms;
        let (mut min, mut max, mut period) = (terms.pay_min_pence, terms.pay_max_pence, None);
        keep.money("pay_min", &self.pay_min, &mut min);
        keep.money("pay_max", &self.pay_max, &mut max);
        keep.choice("pay_period", &self.pay_period, codes::pay_periods(), &mut period);
        keep.line("pay_note", &self.pay_note, 300, &mut terms.pay_note);
        keep.choice("comparable_band", &self.comparable_band, codes::pay_bands(), &mut terms.comparable_band);
        if let (Some(min), Some(max)) = (min, max)
            && max < min
        {
            keep.problems.add("pay_max", "The highest pay must not be below the lowest");
        }
        if min == Some(0) || max == Some(0) {
            keep.problems.add("pay_min", "Enter what is paid, or leave it empty and say why in the note");
        }
        if (min.is_some() || max.is_some()) && period.is_none() {
            keep.problems.add("pay_period", "Choose what the pay is for: a year, an hour …");
        }
        // Numbers and their period belong together: they are taken when all of them are right.
        let wrong =
            ["pay_min", "pay_max", "pay_period"].iter().any(|field| keep.problems.of(field).is_some());
        if !wrong {
            (terms.pay_min_pence, terms.pay_max_pence) = (min, max);
            terms.pay_period = period.filter(|_| min.is_some() || max.is_some());
        }
    }
}

step_form!(
    TermsForm {
        contract,
        hours_per_week,
        annual_leave_days,
        pension,
        sick_pay,
        recognises_nhs_service,
        visa_sponsorship,
        ltft_welcome,
        dbs_level,
    }[patterns]
);

impl StepForm for TermsForm {
    const STEP: Step = Step::Terms;
    shared!(&["contract", "patterns", "hours_per_week", "annual_leave_days"]);

    fn of(full: &Full) -> Self {
        let terms = &full.terms;
        Self {
            contract: full.listing.contract.clone(),
            patterns: full.tags.patterns.clone(),
            hours_per_week: shown(&terms.hours_per_week),
            pension: shown(&terms.pension),
            annual_leave_days: shown(&terms.annual_leave_days),
            sick_pay: shown(&terms.sick_pay),
            recognises_nhs_service: yes_no_word(terms.recognises_nhs_service),
            visa_sponsorship: yes_no_word(terms.visa_sponsorship),
            ltft_welcome: yes_no_word(terms.ltft_welcome),
            dbs_level: shown(&terms.dbs_level),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let terms = &mut full.terms;
        keep.code("contract", &self.contract, codes::contracts(), &mut full.listing.contract);
        keep.codes("patterns", &self.patterns, codes::patterns(), &mut full.tags.patterns);
        keep.decimal("hours_per_week", &self.hours_per_week, (1.0, 72.0), &mut terms.hours_per_week);
        keep.whole("annual_leave_days", &self.annual_leave_days, (0, 80), &mut terms.annual_leave_days);
        keep.choice("pension", &self.pension, codes::pensions(), &mut terms.pension);
        keep.choice("sick_pay", &self.sick_pay, codes::sick_pay(), &mut terms.sick_pay);
        keep.yes_no(
            "recognises_nhs_service",
            &self.recognises_nhs_service,
            &mut terms.recognises_nhs_service,
        );
        keep.yes_no("visa_sponsorship", &self.visa_sponsorship, &mut terms.visa_sponsorship);
        keep.yes_no("ltft_welcome", &self.ltft_welcome, &mut terms.ltft_welcome);
        keep.choice("dbs_level", &self.dbs_level, codes::dbs_levels(), &mut terms.dbs_level);
    }
}

step_form!(PeopleForm {} [grades, learners, stages, specialties]);

impl StepForm for PeopleForm {
    const STEP: Step = Step::People;
    shared!();

    fn of(full: &Full) -> Self {
        let tags = full.tags.clone();
        Self {
            specialties: tags.specialties,
            grades: tags.grades,
            learners: tags.learners,
            stages: tags.stages,
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let tags = &mut full.tags;
        keep.codes("specialties", &self.specialties, codes::specialties(), &mut tags.specialties);
        keep.codes("grades", &self.grades, codes::grades(), &mut tags.grades);
        keep.codes("learners", &self.learners, codes::learners(), &mut tags.learners);
        keep.codes("stages", &self.stages, codes::stages(), &mut tags.stages);
    }
}
