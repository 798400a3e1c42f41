"""Addresses of the question bank, of an event's test, and of the test on a phone."""

from django.urls import path

from workshops.views import (
    knowledge_results,
    knowledge_tests,
    papers,
    questions,
    sittings,
    struck_items,
)

TEST = "<int:pk>/tes/"
ITEM = f"{TEST}hasil/soal/<int:item_pk>/"
OWN = "p/<str:token>/tes/<slug:fase>/"
urlpatterns = [
    path("soal/", questions.question_list, name="question-list"),
    path("soal/baru/", questions.question_new, name="question-new"),
    path("soal/<int:pk>/ganti/", questions.question_replace, name="question-replace"),
    path("soal/<int:pk>/hentikan/", questions.question_retire, name="question-retire"),
    path("soal/<int:pk>/pakai/", questions.question_restore, name="question-restore"),
    path(TEST, knowledge_tests.test_detail, name="test-detail"),
    path(f"{TEST}soal/", knowledge_tests.test_questions, name="test-questions"),
    path(f"{TEST}waktu/", knowledge_tests.test_times, name="test-times"),
    path(f"{TEST}kunci/", knowledge_tests.test_key, name="test-key"),
    path(f"{TEST}hasil/", knowledge_results.test_results, name="test-results"),
    path(f"{TEST}hasil/excel/", knowledge_results.test_results_xlsx, name="test-results-xlsx"),
    path(f"{ITEM}jangan-hitung/", struck_items.test_item_strike, name="test-item-strike"),
    path(f"{ITEM}hitung/", struck_items.test_item_count, name="test-item-count"),
    path(f"{TEST}<slug:fase>/lembar/", knowledge_tests.test_sheet, name="test-sheet"),
    path(f"{TEST}<slug:fase>/kertas/", papers.paper_entry, name="paper-entry"),
    path(OWN, sittings.sitting_intro, name="sitting-intro"),
    path(f"{OWN}mulai/", sittings.sitting_start, name="sitting-start"),
    path(f"{OWN}soal/<int:number>/", sittings.sitting_question, name="sitting-question"),
    path(f"{OWN}soal/<int:number>/jawab/", sittings.sitting_answer, name="sitting-answer"),
    path(f"{OWN}periksa/", sittings.sitting_check, name="sitting-check"),
    path(f"{OWN}kirim/", sittings.sitting_hand_in, name="sitting-hand-in"),
]
