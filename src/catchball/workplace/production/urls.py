"""Addresses under /c/<client>/production/."""

from django.urls import path, re_path

from catchball.workplace.production.views import batches, deliveries

urlpatterns = [
    path("deliveries/", deliveries.delivery_list, name="delivery-list"),
    re_path(
        r"^deliveries/export\.(?P<kind>csv|xlsx)$",
        deliveries.delivery_export,
        name="delivery-export",
    ),
    path("deliveries/promise/", deliveries.delivery_promise, name="delivery-promise"),
    path("deliveries/<uuid:delivery>/", deliveries.delivery_page, name="delivery-page"),
    path("deliveries/<uuid:delivery>/redate/", deliveries.delivery_redate, name="delivery-redate"),
    path("deliveries/<uuid:delivery>/record/", deliveries.delivery_record, name="delivery-record"),
    path("deliveries/<uuid:delivery>/cancel/", deliveries.delivery_cancel, name="delivery-cancel"),
    path(
        "deliveries/<uuid:delivery>/correct/",
        deliveries.delivery_correct,
        name="delivery-correct",
    ),
    path("batches/", batches.batch_list, name="batch-list"),
    re_path(r"^batches/export\.(?P<kind>csv|xlsx)$", batches.batch_export, name="batch-export"),
    path("batches/plan/", batches.batch_plan, name="batch-plan"),
    path("batches/<uuid:batch>/", batches.batch_page, name="batch-page"),
    path("batches/<uuid:batch>/start/", batches.batch_start, name="batch-start"),
    path("batches/<uuid:batch>/complete/", batches.batch_complete, name="batch-complete"),
    path("batches/<uuid:batch>/dispose/", batches.batch_dispose, name="batch-dispose"),
    path("batches/<uuid:batch>/cancel/", batches.batch_cancel, name="batch-cancel"),
    path("batches/<uuid:batch>/correct/", batches.batch_correct, name="batch-correct"),
]
